type Line = string | ((...values: (string | number)[]) => string);
export declare const messages: Readonly<Record<string, Line>>;
export declare const reasons: Readonly<Record<string, Line>>;
