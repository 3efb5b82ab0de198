export const REDIS_IMAGE: string;
export function findOnPath(...names: string[]): string | undefined;
export function findNginx(): string | undefined;
export function dockerHasRedis(): boolean;
export function provide(): readonly string[];
