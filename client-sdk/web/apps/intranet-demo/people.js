// The demo company's people, from the file that `courtside person import` takes.

/** By subject. The file is ours: its fields hold no quotes and no commas. */
export function readPeople(csv) {
  const [head = '', ...rows] = csv.trim().split(/\r?\n/);
  const columns = head.split(',');
  const people = rows.map((row) => {
    const fields = row.split(',');
    const of = (name) => fields[columns.indexOf(name)] ?? '';
    return {
      subject: of('subject'),
      name: of('name'),
      roles: of('roles').split(' '),
      languages: of('languages').split(' ').filter(Boolean),
      unit: of('unit'),
    };
  });
  return new Map(people.filter(({ unit }) => unit !== 'Demo').map((person) => [person.subject, person]));
}

export function rolesOf({ roles }) {
  return { asks: roles.includes('learner'), helps: roles.includes('coach') || roles.includes('peer') };
}
