// Reads {schema: [files]} on standard input, writes {file: [what ajv finds]}.
import fs from 'node:fs'
import addFormats from 'ajv-formats'
import Ajv from 'ajv/dist/2020.js'
import YAML from 'yaml'

const found = {}
for (const [schema, files] of Object.entries(JSON.parse(fs.readFileSync(0, 'utf8')))) {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')))
  for (const file of files) {
    try {
      const right = validate(YAML.parse(fs.readFileSync(file, 'utf8')))
      found[file] = right ? [] : validate.errors.map((one) => `${one.instancePath} ${one.message}`)
    } catch (error) {
      found[file] = [error.message]
    }
  }
}
console.log(JSON.stringify(found))
