import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { t } from "../i18n";
import { BlastView } from "./BlastView";
import { ExposureView } from "./ExposureView";
import { chooseInsight, useInsight, type View, views } from "./insight";
import { WhatIfView } from "./WhatIfView";

const shown: { readonly [V in View]: () => React.ReactNode } = {
  exposure: () => <ExposureView />,
  blast: () => <BlastView />,
  whatif: () => <WhatIfView />,
};

/** What the whole design comes to: what the internet reaches, how far somebody comes, what a failure breaks. */
export function InsightPanel() {
  const { view } = useInsight();
  return (
    <div className="insight">
      <ToggleButtonGroup
        className="segments"
        aria-label={t("tab.insights")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={([key]) => key !== undefined && chooseInsight({ view: key as View })}
      >
        {views.map((id) => (
          <ToggleButton key={id} id={id} className="segment">
            {t(`insight.${id}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {shown[view]()}
    </div>
  );
}
