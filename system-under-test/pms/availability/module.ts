import type { Module } from '../service/endpoint.ts';

export const availabilityModule: Module = () => [];
