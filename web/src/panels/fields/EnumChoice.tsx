import { useState } from "react";
import { t, word } from "../../i18n";
import { Choice } from "./Choice";
import { type EditorProps, refusalOf } from "./editor";
import { Line } from "./Line";

/** One of the values that the catalogue lists. */
export function EnumChoice({ field, value, readOnly, refused, write, tentative }: EditorProps) {
  return (
    <Choice
      label={word(field.label)}
      options={(field.options ?? []).map((option) => ({ id: option.value, text: word(option.label) }))}
      chosen={String(value ?? "")}
      onChoose={write}
      tentative={tentative}
      help={field.help && word(field.help)}
      problem={refusalOf(refused)}
      readOnly={readOnly}
    />
  );
}

const protocols = ["tcp", "udp", "icmp", "icmpv6", "all"] as const;
const other = "other";

/** A protocol by name; "other" opens a line for a number. */
export function ProtocolChoice(props: EditorProps) {
  const { field, value, readOnly, refused, write, tentative } = props;
  const current = String(value ?? "") || "all";
  const [way, setWay] = useState<"listed" | "typed" | "back">("listed");
  if (way === "typed")
    return (
      <Line
        {...props}
        value={undefined}
        autoFocus
        onDone={() => setWay("listed")}
        onUndo={() => setWay("back")}
      />
    );
  const named = protocols.some((name) => name === current) ? [...protocols] : [...protocols, current];
  return (
    <Choice
      label={word(field.label)}
      options={[
        ...named.map((name) => ({ id: name, text: protocolText(name) })),
        { id: other, text: t("protocol.other") },
      ]}
      chosen={current}
      onChoose={(id) => (id === other ? setWay("typed") : write(id))}
      tentative={tentative && ((id) => (id === other ? undefined : tentative(id)))}
      problem={refusalOf(refused)}
      readOnly={readOnly}
      autoFocus={way === "back"}
    />
  );
}

export function protocolText(protocol: unknown): string {
  const name = String(protocol ?? "");
  if (name === "" || name === "all") return t("protocol.all");
  return /^\d+$/.test(name) ? t("protocol.number", { number: name }) : name.toUpperCase().replace("V6", "v6");
}
