import { useConfig } from "../api/hooks";
import { Icon } from "./Icon";

/** The way to a specialist (R98). Its address is set by who runs this installation. */
export function AskAPerson() {
  const { data } = useConfig();
  const address = data?.help_url;
  if (!address || !/^(https:|mailto:)/.test(address)) return null;
  return (
    <a className="ask" href={address} target="_blank" rel="noreferrer">
      Ask a person
      <Icon name="away" size={12} />
      <span className="only-heard">(opens in a new tab)</span>
    </a>
  );
}
