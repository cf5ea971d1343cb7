import { alb } from './alb.ts';
import { apiGateway } from './api-gateway.ts';
import { aurora } from './aurora.ts';
import { bookingFrontEnd } from './booking-front-end.ts';
import { heartbeat } from './heartbeat.ts';
import { images } from './images.ts';
import { mail } from './mail.ts';
import { metering } from './metering.ts';
import { nat } from './nat.ts';
import type { AnyPack } from './pack.ts';
import { pmsService } from './pms-service.ts';
import { schedules } from './schedules.ts';
import { secrets } from './secrets.ts';
import { sessions } from './sessions.ts';
import { storage } from './storage.ts';

/** Every pack, by name, from the visitor inwards. To add one: a file beside this one, and its import and line here. */
export const packs: Readonly<Record<string, AnyPack>> = {
  [bookingFrontEnd.name]: bookingFrontEnd,
  [alb.name]: alb,
  [apiGateway.name]: apiGateway,
  [pmsService.name]: pmsService,
  [sessions.name]: sessions,
  [aurora.name]: aurora,
  [storage.name]: storage,
  [nat.name]: nat,
  [mail.name]: mail,
  [schedules.name]: schedules,
  [secrets.name]: secrets,
  [images.name]: images,
  [metering.name]: metering,
  [heartbeat.name]: heartbeat,
};
