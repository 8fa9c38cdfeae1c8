import { useMemo, useState } from "react";
import { Button } from "react-aria-components";
import { clipped } from "../canvas/text";
import { t, word } from "../i18n";
import { copyText } from "../shell/copyText";
import { Icon } from "../shell/Icon";
import { useSlice } from "../store/react";
import { glyphs } from "../views/glyphs";
import type { Design, Explanation } from "../wire/gen";
import { kindAt, nameAt } from "./elements";
import { mermaidOf, type Sequence, type Step, type Translation, traceToSequence } from "./sequence";

/** The width of the panel without its edges; columns get narrower before the picture has to scroll. */
const panelRoom = 304;
const columnOf = (parties: number): number => Math.max(76, Math.min(100, panelRoom / parties));
const stepRoom = 24;
const checkRoom = 15;

/** The conversation as a sequence diagram: the same hops as the lists, with time running down. */
export function SequenceView({ explanation }: { readonly explanation: Explanation }) {
  const doc = useSlice((state) => state.doc);
  const sequence = useMemo(() => traceToSequence(explanation, lookupIn(doc)), [explanation, doc]);
  if (sequence.steps.length === 0) return null;
  return (
    <section className="sequence" aria-label={t("sequence.title")}>
      <h3 className="group-title">{t("sequence.title")}</h3>
      <div className="sequence-room">
        <Picture sequence={sequence} />
      </div>
      <ol className="unseen">
        {sequence.steps.map((step) => (
          <li key={keyOf(step)}>{sentence(sequence, step)}</li>
        ))}
      </ol>
      <CopyMermaid sequence={sequence} />
    </section>
  );
}

const lookupIn = (doc: Design) => ({
  name: (id: string) => nameAt(doc, id),
  kind: (id: string) => kindAt(doc, id),
  address: (id: string) => {
    const props = doc.resources[id]?.props;
    if (!props || !("interfaces" in props)) return "";
    return Object.values(props.interfaces)
      .flatMap(({ addresses }) => Object.keys(addresses))
      .join(" ");
  },
});

const keyOf = ({ from, to, reply, service }: Step): string => `${from} ${to} ${reply} ${service}`;

/** "destination: any public address → 10.0.1.5". */
function translationText({ of, before, after }: Translation): string {
  const address = (text: string) =>
    text === "auto" ? t("sequence.anyPublic") : text || t("sequence.anyPrivate");
  return t(`sequence.of.${of}`, { before: address(before), after: address(after) });
}

function sentence({ parties }: Sequence, step: Step): string {
  const { from, to, reply, arrives, service, checks, translations } = step;
  return [
    ...translations.map(translationText),
    t(arrives ? "sequence.arrives" : "sequence.stopped", {
      from: parties[from]?.name ?? "",
      to: parties[to]?.name ?? "",
      what: reply ? t("sequence.reply") : service,
    }),
    ...checks.map(({ name, text }) => `${name}: ${word(text)}`),
  ].join(" ");
}

const heightOf = ({ checks, translations }: Step): number =>
  stepRoom + (checks.length + translations.length) * checkRoom + 6;

/** Everything that it shows is said in the list beside it. */
function Picture({ sequence }: { readonly sequence: Sequence }) {
  const { parties, steps } = sequence;
  const column = columnOf(parties.length);
  const head = parties.some(({ address }) => address !== "") ? 58 : 44;
  const tops = steps.map((_, i) => steps.slice(0, i).reduce((sum, step) => sum + heightOf(step), head + 6));
  const height = steps.reduce((sum, step) => sum + heightOf(step), head + 14);
  return (
    <svg
      className="sequence-picture"
      width={Math.max(parties.length, 1) * column}
      height={height}
      aria-hidden="true"
      focusable="false"
    >
      {parties.map(({ id, name, kind, address }, i) => (
        <g key={id} transform={`translate(${(i + 0.5) * column} 0)`}>
          <title>{`${name} ${address}`.trim()}</title>
          <path className="sequence-life" d={`M0 ${head}V${height}`} />
          {kind && (
            <g className="sequence-glyph" transform="translate(-10 2) scale(0.83)">
              {glyphs[kind].map((d) => (
                <path key={d} d={d} />
              ))}
            </g>
          )}
          <text className="sequence-name" y={37}>
            {clipped(name, "label", column - 8)}
          </text>
          <text className="sequence-address" y={51}>
            {clipped(address, "small", column - 6)}
          </text>
        </g>
      ))}
      {steps.map((step, i) => (
        <StepPicture
          key={keyOf(step)}
          step={step}
          top={tops[i] ?? 0}
          column={column}
          width={Math.max(parties.length, 1) * column}
        />
      ))}
    </svg>
  );
}

interface StepProps {
  readonly step: Step;
  readonly top: number;
  readonly column: number;
  /** Of the whole picture. */
  readonly width: number;
}

function StepPicture({ step, top: begin, column, width }: StepProps) {
  const middle = (party: number): number => (party + 0.5) * column;
  const { from, to, reply, arrives, service, checks, translations } = step;
  const text = reply ? t("sequence.reply") : service;
  const way = from < to ? 1 : -1;
  const top = begin + translations.length * checkRoom;
  const line = top + 18;
  // What is stopped ends before it reaches anybody.
  const end = arrives ? middle(to) - 2 * way : middle(to) - 22 * way;
  const centre = (middle(from) + middle(to)) / 2;
  const room = Math.max(Math.abs(from - to), 1) * column - 10;
  return (
    <g className="sequence-step" data-reply={reply || undefined} data-stopped={!arrives || undefined}>
      {translations.map((translation, i) => {
        const said = translationText(translation);
        return (
          <text
            className="sequence-translation"
            key={`${translation.of} ${translation.before}`}
            x={middle(from)}
            y={begin + 10 + i * checkRoom}
          >
            <title>{said}</title>
            {/* Centred on its line of life, it may use the room that both sides have. */}
            {clipped(said, "small", 2 * Math.min(middle(from), width - middle(from)) - 6)}
          </text>
        );
      })}
      <text className="sequence-text" x={centre} y={top + 12}>
        {clipped(text, "label", room)}
      </text>
      <path className="sequence-line" d={`M${middle(from)} ${line}H${end}`} />
      <path
        className="sequence-end"
        d={
          arrives
            ? `M${end - 7 * way} ${line - 4}L${end} ${line}L${end - 7 * way} ${line + 4}`
            : `M${end - 5} ${line - 5}l10 10m0 -10l-10 10`
        }
      />
      {checks.map(({ id, name, passes, text: said }, i) => (
        <text
          className="sequence-check"
          data-stops={!passes || undefined}
          key={`${id}${
            // biome-ignore lint/suspicious/noArrayIndexKey: one filter may judge twice, in a fixed order
            i
          }`}
          x={centre}
          y={line + 14 + i * checkRoom}
        >
          <title>{`${name}: ${word(said)}`}</title>
          {clipped(`${passes ? "✓" : "✕"} ${name}`, "small", room)}
        </text>
      ))}
    </g>
  );
}

function CopyMermaid({ sequence }: { readonly sequence: Sequence }) {
  const [copied, setCopied] = useState<Sequence>();
  const press = () => {
    if (
      copyText(mermaidOf(sequence, { reply: t("sequence.reply"), text: word, translation: translationText }))
    )
      setCopied(sequence);
  };
  return (
    <p className="sequence-do">
      <Button className="button" onPress={press}>
        <Icon name="copy" size={14} /> {t("sequence.copy")}
      </Button>
      <span role="status">{copied === sequence ? t("sequence.copied") : ""}</span>
    </p>
  );
}
