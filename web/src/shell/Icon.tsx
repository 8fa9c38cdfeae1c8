import { type Glyph, glyphs } from "../views/glyphs";

/** One of our line icons, in the colour of the text around it. Decoration: name the control beside it. */
export function Icon({ name, size = 18 }: { readonly name: Glyph; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {glyphs[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
