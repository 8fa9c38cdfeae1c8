import { Component, type ReactNode } from "react";
import { t } from "../i18n";

interface Props {
  readonly children: ReactNode;
}

/** Keeps a fault of one region from taking the drawing and its waiting edits along. */
export class Boundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="quiet">
        <p>{t("boundary.failed")}</p>
        <button type="button" className="tool" onClick={() => this.setState({ failed: false })}>
          {t("boundary.again")}
        </button>
      </div>
    );
  }
}
