// Synthesises every environment of fleet.json with the functions of templates.js.
const { App, ApiObject, Chart, YamlOutputType } = require("cdk8s");
const fleet = require("./fleet.json");
const templates = require("./templates.js");

const app = new App({ outdir: "dist", yamlOutputType: YamlOutputType.FILE_PER_CHART });
for (const environment of fleet) {
  const chart = new Chart(app, environment.name, { disableResourceNameHashes: true });
  for (const [file, variant] of Object.entries(environment.variants)) {
    const objects = templates[file][variant](environment, environment.values[file]);
    objects.forEach((object, index) => new ApiObject(chart, `${file}-${index}`, object));
  }
}
app.synth();
