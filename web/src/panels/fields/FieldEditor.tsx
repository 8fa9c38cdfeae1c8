import type { ComponentType } from "react";
import type { FieldType } from "../../wire/gen";
import { AddressList } from "./AddressList";
import { EnumChoice, ProtocolChoice } from "./EnumChoice";
import type { EditorProps } from "./editor";
import { Line } from "./Line";
import { RefPicker } from "./RefPicker";
import { SetPicker } from "./SetPicker";
import { Toggle } from "./Toggle";

/** The editor of each type of value. A type without one does not compile; rows have an editor of their own,
 * because they are written one at a time. */
const editors: { readonly [T in Exclude<FieldType, "rows">]: ComponentType<EditorProps> } = {
  text: Line,
  multiline: Line,
  int: Line,
  cidr: Line,
  ports: Line,
  types: Line,
  protocol: ProtocolChoice,
  bool: Toggle,
  enum: EnumChoice,
  ref: RefPicker,
  set: SetPicker,
  addresses: AddressList,
};

export function FieldEditor(props: EditorProps) {
  const { type } = props.field;
  if (type === "rows") return null;
  const Editor = editors[type];
  return <Editor {...props} />;
}
