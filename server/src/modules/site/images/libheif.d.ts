/** The part of libheif that is used here; the package declares its raw bindings only. */
declare module 'libheif-js/wasm-bundle.js' {
  interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Decodes into `target.data`, RGBA; calls back with null when it cannot. */
    display(target: { data: Uint8ClampedArray; width: number; height: number }, done: (result: object | null) => void): void;
    free(): void;
  }

  const libheif: {
    HeifDecoder: new () => {
      /** Images of a file; none when it cannot be read. */
      decode(file: Uint8Array): HeifImage[];
    };
  };
  export default libheif;
}
