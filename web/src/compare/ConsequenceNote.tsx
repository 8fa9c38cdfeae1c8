import { t, word } from "../i18n";
import type { Compared, Op } from "../wire/gen";
import { useConsequence } from "./consequence";
import { endName, signs, trafficText } from "./lines";

/** So many lines fit beside a field; the compare page has all of them. */
const shown = 8;

/** Where a choice is about to be taken the list stands open, and short: nobody can point at it. */
const shownAtOnce = 3;

interface Props {
  readonly ops: readonly Op[] | undefined;
  /** What it is the consequence of, where that is not plain from the place. */
  readonly lead?: string | undefined;
  /** The list is there at once, and nothing of it can be focused. */
  readonly open?: boolean;
}

/** "opens 3, closes 1" beside what is being typed, dragged or considered; the list comes on hover and focus. */
export function ConsequenceNote({ ops, lead, open }: Props) {
  const { compared, fresh } = useConsequence(ops);
  return (
    <div
      className="consequence"
      role="status"
      data-stale={(compared && !fresh) || undefined}
      data-open={open || undefined}
    >
      {compared && <Told compared={compared} lead={lead} open={open ?? false} />}
    </div>
  );
}

interface ToldProps {
  readonly compared: Compared;
  readonly lead: string | undefined;
  readonly open: boolean;
}

function Told({ compared, lead, open }: ToldProps) {
  const { headline, lines, lineCount, flows } = compared;
  const turned = flows.filter(({ was, now }) => was && now && was !== now);
  const said = lead === undefined ? word(headline) : t("consequence.of", { lead, headline: word(headline) });
  if (lines.length === 0 && turned.length === 0) return <p className="consequence-none">{said}</p>;
  const tone = toneOf(compared);
  const sign = tone === "plain" && lines[0] ? signs[lines[0].what] : "!";
  const most = open ? shownAtOnce : shown;
  const Head = open ? "p" : "button";
  return (
    <>
      <Head {...(!open && { type: "button" })} className="consequence-head" data-tone={tone}>
        <span aria-hidden="true">{sign}</span> {said}
      </Head>
      <ul className="consequence-list">
        {lines.slice(0, most).map((line) => (
          <li
            key={`${line.what} ${endName(line.from)} ${endName(line.to)} ${line.allowed}`}
            data-what={line.what}
          >
            <b aria-hidden="true">{signs[line.what]}</b>
            <span className="unseen">{t(`compare.${line.what}`)}: </span>
            {endName(line.from)} → {endName(line.to)} <span data-mono>{trafficText(line)}</span>
          </li>
        ))}
        {lineCount > most && <li>{t("compare.more", { count: lineCount - most })}</li>}
      </ul>
    </>
  );
}

/** A broken flow is bad news, whatever opens. */
const toneOf = ({ flows }: Compared): string =>
  flows.some(({ was, now }) => was && now === "broken") ? "bad" : "plain";
