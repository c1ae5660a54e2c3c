/** A file that is bundled as it is. */
declare module "*.py" {
  const text: string;
  export default text;
}
