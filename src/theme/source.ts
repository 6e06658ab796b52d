// Where templates come from, as an argument: the site's own folder over a theme over the built-in theme.

/** One folder of templates. Names are paths below it: `post.njk`, `partials/head.njk`, `text/en.yaml`. */
export interface TemplateLayer {
  names(): readonly string[];
  read(name: string): TemplateFile | null;
}

export interface TemplateFile {
  readonly text: string;
  /** For messages. */
  readonly path: string;
}

export interface TemplateSource extends TemplateLayer {
  /** Every layer's file of that name, the nearest first: texts are merged, templates replaced. */
  readAll(name: string): readonly TemplateFile[];
}

/** Several folders as one; the first that has a file of a name wins. */
export function overlay(layers: readonly TemplateLayer[]): TemplateSource {
  const names = [...new Set(layers.flatMap((layer) => layer.names()))].sort();
  return {
    names: () => names,
    read(name) {
      for (const layer of layers) {
        const file = layer.read(name);
        if (file !== null) return file;
      }
      return null;
    },
    readAll: (name) => layers.map((layer) => layer.read(name)).filter((file) => file !== null),
  };
}
