export const rooms: Record<string, string[]>;
export const topFiles: Record<string, string[]>;
