/** SQL that writes a point in time as people and programs exchange it: ISO 8601 in UTC, with milliseconds. */
export const isoTime = (expression: string): string => `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
