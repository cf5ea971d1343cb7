/** What a folder that was fetched has beside files of a run: how far it is, and the tasks with their addresses. */
export const fetchedFiles = { state: 'fetched.json', tasks: 'tasks.json' } as const;
