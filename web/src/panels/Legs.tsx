import type { ReactNode } from "react";
import { t } from "../i18n";
import { Icon } from "../shell/Icon";
import { useSlice } from "../store/react";
import type { Glyph } from "../views/glyphs";
import type { Fate, Leg } from "../wire/gen";
import { nameAt } from "./elements";

const glyphOf: { readonly [F in Fate]: Glyph } = {
  reachable: "check",
  partly: "warning",
  blocked: "cross",
  unknown: "info",
};

const keyOf = ({ role, from, to, service }: Leg): string => `${role} ${from} ${to} ${service}`;

interface Props {
  readonly legs: readonly Leg[];
  /** Shows one leg whole. */
  readonly children: (leg: Leg) => ReactNode;
}

/** The conversations that a load balancer makes of one, each with its verdict; opened, with its reasons. */
export function Legs({ legs, children }: Props) {
  const doc = useSlice((state) => state.doc);
  return (
    <section aria-label={t("why.legs")}>
      <h3 className="group-title">{t("why.legs")}</h3>
      <ul className="legs">
        {/* Two listeners may hand on to one target: that is one conversation. */}
        {[...new Map(legs.map((leg) => [keyOf(leg), leg])).values()].map((leg) => (
          <li key={keyOf(leg)}>
            <details className="leg" data-fate={leg.fate}>
              <summary>
                <Icon name={glyphOf[leg.fate]} size={14} />
                <span className="leg-text">
                  {t("why.pair", {
                    from: nameAt(doc, leg.from),
                    to: nameAt(doc, leg.to),
                    service: leg.service,
                  })}
                </span>
                <span className="badge">{t(`why.leg.${leg.role}`)}</span>
                <span className="leg-fate">{t(`why.${leg.fate}`)}</span>
              </summary>
              {children(leg)}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}
