export { Switch } from "./CheckBox";
