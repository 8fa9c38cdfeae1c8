import { t, word } from "../../i18n";
import { internetId, refId } from "../../store/document";
import { useSlice } from "../../store/react";
import { kindOf } from "../../wire/catalogue";
import type { Design, Field, Ref } from "../../wire/gen";
import { servingUnnamed } from "../effective";
import { candidates, kindAt, nameAt, refText } from "../elements";
import { Choice, type ChoiceOption } from "./Choice";
import { type EditorProps, helpOf, refusalOf } from "./editor";
import { GoArrow } from "./Go";

// Neither can be the id of an element: those are letters and digits only.
const none = "-none";
const lost = "-lost";

/** A reference: a reserved word, an element of the design, or honestly something that is gone or outside. */
export function RefPicker({ field, value, owner, readOnly, refused, write, tentative }: EditorProps) {
  const doc = useSlice((state) => state.doc);
  const ref = value as Ref | undefined;
  const id = refId(ref);
  const chosen = id ?? (ref && typeof ref === "object" ? lost : none);
  const target = id && (doc.resources[id] || id === internetId) ? id : undefined;
  return (
    <Choice
      label={word(field.label)}
      options={optionsFor(doc, field, owner, ref)}
      chosen={chosen}
      onChoose={(next) => {
        if (next !== lost) write(next === none ? null : next);
      }}
      tentative={
        tentative && ((next) => (next === lost ? undefined : tentative(next === none ? null : next)))
      }
      help={lossOf(ref) ?? (absence(doc, field, owner) ? undefined : helpOf(field, ref))}
      problem={refusalOf(refused)}
      readOnly={readOnly}
    >
      {target && target !== owner && <GoArrow id={target} />}
    </Choice>
  );
}

function lossOf(ref: Ref | undefined): string | undefined {
  if (!ref || typeof ref === "string" || !("gone" in ref)) return undefined;
  return t("ref.goneHint", { kind: word(kindOf(ref.gone.kind).title), name: ref.gone.name });
}

/** What no reference means, where it does not mean nothing: what serves then, or the owner, where that is one of
 * those that may be named. */
function absence(doc: Design, field: Field, owner: string): string | undefined {
  const serving = servingUnnamed(doc, owner, field.name);
  if (serving) {
    const key = field.name === "networkAcl" ? "ref.default" : "ref.main";
    return t(key, { name: nameAt(doc, serving.id) });
  }
  const parent = doc.resources[owner]?.parent ?? "";
  const kind = kindAt(doc, parent);
  return kind && field.refs?.includes(kind) ? t("ref.own", { name: nameAt(doc, parent) }) : undefined;
}

function optionsFor(doc: Design, field: Field, owner: string, ref: Ref | undefined): ChoiceOption[] {
  const words = (field.options ?? []).map(({ value, label }) => ({ id: value, text: word(label) }));
  const found = candidates(doc, owner, field.refs ?? []).map(({ id, kind, name, elsewhere }) => ({
    id,
    text: name,
    glyph: kind,
    ...(elsewhere && { more: elsewhere }),
  }));
  const options: ChoiceOption[] =
    words.length > 0 ? words : [{ id: none, text: absence(doc, field, owner) ?? t("ref.none") }];
  if (ref && typeof ref === "object") options.push({ id: lost, text: refText(doc, ref), glyph: "warning" });
  const id = refId(ref);
  const listed = [...words, ...found].some((option) => option.id === id);
  if (id && !listed) {
    const kind = kindAt(doc, id);
    options.push({ id, text: refText(doc, ref), ...(kind && { glyph: kind }) });
  }
  return [...options, ...found];
}
