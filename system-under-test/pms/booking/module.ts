import type { Module } from '../service/endpoint.ts';

export const bookingModule: Module = () => [];
