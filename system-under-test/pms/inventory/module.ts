import type { Module } from '../service/endpoint.ts';

export const inventoryModule: Module = () => [];
