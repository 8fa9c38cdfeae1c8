import type { ReactNode } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { Icon } from "../shell/Icon";

/** What few need, behind a line that opens it. */
export function Folded({
  title,
  level = 3,
  children,
}: {
  readonly title: string;
  readonly level?: number;
  readonly children: ReactNode;
}) {
  return (
    <Disclosure className="folded">
      <Heading level={level}>
        <Button slot="trigger" className="folded-open">
          <Icon name="chevron" size={12} /> {title}
        </Button>
      </Heading>
      <DisclosurePanel className="folded-body">{children}</DisclosurePanel>
    </Disclosure>
  );
}
