// Opens the window: words and preferences first, so that nothing is ever drawn in a wrong language.
import { mount } from "svelte";
import App from "./App.svelte";
import { asFailure } from "./host/host";
import { preferences } from "./state/preferences.svelte";
import { problems } from "./state/problems.svelte";
import { registry } from "./state/registry.svelte";
import "./theme/base.css";

const target = document.getElementById("window");
if (target === null) throw new Error("the page has no place for the window");

problems.listen();
try {
  await preferences.read();
  await registry.read();
  mount(App, { target });
} catch (thrown) {
  await preferences.fallBack();
  mount(App, { target, props: { failure: asFailure(thrown) } });
}
