export interface Component {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string | null;
  readonly by: string | null;
}
export interface BillOfMaterials {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly version: number;
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
  readonly components: readonly {
    readonly type: string;
    readonly 'bom-ref': string;
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
    readonly licenses: readonly object[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}
export declare const LICENCES_FILE: string;
export declare const SBOM_FILE: string;
export declare function createComponentList(): {
  remember(id: string): void;
  folders(): readonly string[];
};
export declare function readComponent(folder: string): Component;
export declare function licenceList(components: readonly Component[]): readonly Component[];
export declare function billOfMaterials(
  project: { readonly name: string; readonly version: string; readonly license: string },
  components: readonly Component[],
  integrityOf: (name: string, version: string) => string | undefined,
): BillOfMaterials;
