/** In a task's folder for temporary files: how many times the CPU it is to spend once it is slow, 2 or more. */
export const slownessFile = 'slowness';
