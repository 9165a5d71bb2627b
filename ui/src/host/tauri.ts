// The window's host: one Tauri command carries every command of the program.
import { invoke, isTauri } from "@tauri-apps/api/core";

export const insideTauri = (): boolean => isTauri();

export const tauri = (name: string, request: unknown): Promise<unknown> => invoke("desk", { name, request });
