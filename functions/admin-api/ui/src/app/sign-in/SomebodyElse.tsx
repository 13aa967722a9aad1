import { useConfig } from "../../api/hooks";
import { Button } from "../../parts/Button";
import { access } from "./access";

/** The way out for who is signed in as somebody who may do nothing here. */
export function SomebodyElse() {
  const { data: config } = useConfig();
  return <Button onPress={() => access.signOut(config)}>Sign in as somebody else</Button>;
}
