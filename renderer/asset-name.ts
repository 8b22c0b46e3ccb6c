import manifest from '../package.json' with { type: 'json' };

/** What the reader of PDF files asks for by its own name: decoders and letters. */
const ASKED_BY_NAME = /_nowasm_fallback\.js$|\.pfb$|^LiberationSans-.*\.ttf$/;

/**
 * The name of a built file that is no script of ours: with a hash of its content, or in a folder that has the version of the
 * reader of PDF files, so that in both cases a name never stands for another content.
 */
export function assetName({ names }: { readonly names: readonly string[] }): string {
  const isAskedByName = names.some((name) => ASKED_BY_NAME.test(name.split('/').at(-1) ?? ''));
  return isAskedByName
    ? `assets/pdf-${manifest.dependencies['pdfjs-dist']}/[name][extname]`
    : 'assets/[name]-[hash][extname]';
}
