export declare function drawIcon(svg: string, size: number): Uint8Array;
export declare function toIco(pictures: readonly { readonly size: number; readonly png: Uint8Array }[]): Buffer;
export declare function toIcns(pictures: readonly { readonly name: string; readonly png: Uint8Array }[]): Buffer;
