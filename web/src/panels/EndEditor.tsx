import { useState } from "react";
import { t, word } from "../i18n";
import { internetId, refId } from "../store/document";
import { useSlice } from "../store/react";
import { kindOf } from "../wire/catalogue";
import type { Design, End, Op, Ref } from "../wire/gen";
import { Choice } from "./fields/Choice";
import { Line } from "./fields/Line";
import { RefPicker } from "./fields/RefPicker";
import { blockField, endField, regionField, serviceField } from "./flowFields";

interface Props {
  readonly side: "from" | "to";
  readonly end: End;
  readonly owner: string;
  readonly readOnly: boolean;
  readonly refused?: string | undefined;
  readonly write: (end: End) => void;
  /** What writing an end would do. */
  readonly tentative: (end: End) => readonly Op[];
}

type Form = "resource" | "block" | "service";

const formOf = (end: End): Form => (end.cidr ? "block" : end.service ? "service" : "resource");

/** One end of an arrow: a resource or group, a block of addresses, or an AWS service. */
export function EndEditor(props: Props) {
  const { side, end, readOnly } = props;
  // Another form is only chosen here at first: an end must always name something.
  const [form, setForm] = useState<Form>();
  const shown = form ?? formOf(end);
  const label = word(endField(side).label);
  return (
    <fieldset className="end" aria-label={label}>
      <Choice
        label={label}
        options={(["resource", "block", "service"] as const).map((id) => ({ id, text: t(`flow.${id}`) }))}
        chosen={shown}
        onChoose={(id) => setForm(id as Form)}
        readOnly={readOnly}
      />
      {shown === "resource" && <ResourceEnd {...props} />}
      {shown === "block" && <BlockEnd {...props} />}
      {shown === "service" && <ServiceEnd {...props} />}
    </fieldset>
  );
}

function ResourceEnd({ side, end, owner, readOnly, refused, write, tentative }: Props) {
  const doc = useSlice((state) => state.doc);
  const internet = { value: internetId, label: kindOf("internet").title };
  const field = { ...endField(side), label: { en: "Resource", ja: "リソース" }, options: [internet] };
  const interfaces = interfacesOf(doc, end.ref);
  return (
    <>
      <RefPicker
        field={field}
        value={end.ref}
        owner={owner}
        readOnly={readOnly}
        refused={refused}
        write={(ref) => write({ ref: ref as Ref })}
        tentative={(ref) => tentative({ ref: ref as Ref })}
      />
      {interfaces.length > 1 && (
        <Choice
          label={t("flow.interface")}
          options={[{ id: "-", text: t("flow.anyInterface") }, ...interfaces.map((id) => ({ id, text: id }))]}
          chosen={end.interface || "-"}
          onChoose={(key) =>
            write({ ...(end.ref && { ref: end.ref }), ...(key !== "-" && { interface: key }) })
          }
          readOnly={readOnly}
        />
      )}
    </>
  );
}

function interfacesOf(doc: Design, ref: Ref | undefined): string[] {
  const resource = doc.resources[refId(ref) ?? ""];
  return resource && "interfaces" in resource.props ? Object.keys(resource.props.interfaces).sort() : [];
}

function BlockEnd({ end, owner, readOnly, refused, write }: Props) {
  return (
    <Line
      field={blockField}
      value={end.cidr}
      owner={owner}
      readOnly={readOnly}
      refused={refused}
      write={(cidr) => cidr && write({ cidr: String(cidr) })}
    />
  );
}

function ServiceEnd({ end, owner, readOnly, refused, write }: Props) {
  const region = end.region ? { region: end.region } : {};
  return (
    <>
      <Line
        field={serviceField}
        value={end.service}
        owner={owner}
        readOnly={readOnly}
        refused={refused}
        write={(service) => service && write({ service: String(service), ...region })}
      />
      {end.service && (
        <Line
          field={regionField}
          value={end.region}
          owner={owner}
          readOnly={readOnly}
          write={(next) => write({ service: end.service ?? "", ...(next ? { region: String(next) } : {}) })}
        />
      )}
    </>
  );
}
