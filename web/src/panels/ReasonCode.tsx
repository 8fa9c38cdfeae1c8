import { useApp } from "../app";
import { t } from "../i18n";
import { routes } from "../wire/routes";

/** A reason's code, which leads to its page. */
export function ReasonCode({ code }: { readonly code: string }) {
  const { page } = useApp();
  return <DocLink address={routes.reason(page.base, code)} code={code} />;
}

/** A rule's code, which leads to its page. */
export function RuleCode({ code }: { readonly code: string }) {
  const { page } = useApp();
  return <DocLink address={routes.rule(page.base, code)} code={code} />;
}

function DocLink({ address, code }: { readonly address: string; readonly code: string }) {
  return (
    <a className="doc-link" href={address} target="_blank" rel="noopener" title={t("docs.open", { code })}>
      <code>{code}</code>
    </a>
  );
}
