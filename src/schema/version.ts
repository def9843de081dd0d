/** Stands in every link, export and printout: the same document, seed and version give the same run. */
export const ENGINE_VERSION = '2.0.0'
