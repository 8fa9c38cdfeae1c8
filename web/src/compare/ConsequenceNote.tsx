import { t, word } from "../i18n";
import type { Compared, Op } from "../wire/gen";
import { useConsequence } from "./consequence";
import { endName, signs, trafficText } from "./lines";

/** So many lines fit beside a field; the compare page has all of them. */
const shown = 8;

interface Props {
  readonly ops: readonly Op[] | undefined;
}

/** "opens 3, closes 1" beside what is being typed or dragged; the list comes on hover and focus. */
export function ConsequenceNote({ ops }: Props) {
  const { compared, fresh } = useConsequence(ops);
  return (
    <div className="consequence" role="status" data-stale={(compared && !fresh) || undefined}>
      {compared && <Told compared={compared} />}
    </div>
  );
}

function Told({ compared }: { readonly compared: Compared }) {
  const { headline, lines, lineCount, flows } = compared;
  const turned = flows.filter(({ was, now }) => was && now && was !== now);
  if (lines.length === 0 && turned.length === 0) return <p className="consequence-none">{word(headline)}</p>;
  const tone = toneOf(compared);
  const sign = tone === "plain" && lines[0] ? signs[lines[0].what] : "!";
  return (
    <>
      <button type="button" className="consequence-head" data-tone={tone}>
        <span aria-hidden="true">{sign}</span> {word(headline)}
      </button>
      <ul className="consequence-list">
        {lines.slice(0, shown).map((line) => (
          <li
            key={`${line.what} ${endName(line.from)} ${endName(line.to)} ${line.allowed}`}
            data-what={line.what}
          >
            <b aria-hidden="true">{signs[line.what]}</b>
            <span className="unseen">{t(`compare.${line.what}`)}: </span>
            {endName(line.from)} → {endName(line.to)} <span data-mono>{trafficText(line)}</span>
          </li>
        ))}
        {lineCount > shown && <li>{t("compare.more", { count: lineCount - shown })}</li>}
      </ul>
    </>
  );
}

/** A broken flow is bad news, whatever opens. */
const toneOf = ({ flows }: Compared): string =>
  flows.some(({ was, now }) => was && now === "broken") ? "bad" : "plain";
