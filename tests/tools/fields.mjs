// Writes {type: {field: whether it always stands}} of the types that @grammyjs/types exports.
import ts from 'typescript'

const program = ts.createProgram(['node_modules/@grammyjs/types/mod.d.ts'], { strict: true })
const checker = program.getTypeChecker()
const mod = checker.getSymbolAtLocation(program.getSourceFiles().find((one) => one.fileName.endsWith('mod.d.ts')))
const found = {}
for (const exported of checker.getExportsOfModule(mod)) {
  const type = checker.getDeclaredTypeOfSymbol(
    exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported,
  )
  const parts = type.isUnion() ? type.types : [type]
  if (!parts.every((part) => part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) continue
  const fields = {}
  for (const part of parts)
    for (const field of checker.getPropertiesOfType(part)) {
      const times = fields[field.name] ?? 0
      fields[field.name] = times + (field.flags & ts.SymbolFlags.Optional ? 0 : 1)
    }
  found[exported.name] = Object.fromEntries(
    Object.entries(fields).map(([name, times]) => [name, times === parts.length]),
  )
}
console.log(JSON.stringify(found))
