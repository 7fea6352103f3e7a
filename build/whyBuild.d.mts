export declare const PRODUCTS: readonly string[];
export declare function whyBuild(folder: string): string | null;
