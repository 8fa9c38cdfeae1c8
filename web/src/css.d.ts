// esbuild gathers imported style sheets into app.css; to TypeScript they are nothing.
declare module "*.css";
