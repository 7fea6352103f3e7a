export declare function earlyEnd(code: number, output: string): string;
