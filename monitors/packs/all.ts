/** Every pack, sorted by name. To add one: a file beside this one, and its line here. */
export { alb } from './alb.ts';
export { apiGateway } from './api-gateway.ts';
export { aurora } from './aurora.ts';
export { bookingFrontEnd } from './booking-front-end.ts';
export { heartbeat } from './heartbeat.ts';
export { images } from './images.ts';
export { mail } from './mail.ts';
export { metering } from './metering.ts';
export { nat } from './nat.ts';
export { pmsService } from './pms-service.ts';
export { schedules } from './schedules.ts';
export { secrets } from './secrets.ts';
export { sessions } from './sessions.ts';
export { storage } from './storage.ts';
