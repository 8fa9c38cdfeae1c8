# syntax=docker/dockerfile:1

# The editor.
FROM node:22-bookworm-slim AS editor
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts/build.mjs scripts/
COPY web web
RUN node scripts/build.mjs

# The server, with the editor inside. SQLite is C, so this needs the compiler of the full image, and the
# library that it links to is that of the image below: both are bookworm.
FROM golang:1.26-bookworm AS server
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY package.json ./
COPY cmd cmd
COPY engine engine
COPY migrations migrations
COPY server server
COPY web/web.go web/
COPY --from=editor /src/web/dist web/dist
RUN version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' package.json) && test -n "$version" \
  && CGO_ENABLED=1 go build -trimpath -buildvcs=false -ldflags="-s -w -X main.version=$version" -o /vpcanvas ./cmd/vpcanvas

FROM debian:bookworm-slim
RUN groupadd --system --gid 10001 vpcanvas \
  && useradd --system --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin vpcanvas \
  && install --directory --owner=vpcanvas --group=vpcanvas --mode=0700 /data
COPY --from=server /vpcanvas /usr/local/bin/vpcanvas
USER 10001:10001
VOLUME /data
EXPOSE 8080

# Asks with bash alone, so the image needs no HTTP client. HEALTH_PATH is for --base-path.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET %s HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' \"${HEALTH_PATH:-/healthz}\" >&3 && read -r _ code _ <&3 && [ \"$code\" = 200 ]"]

# A published port reaches only what listens on all of the container's addresses; what people open is said
# apart, and requests under any other name are refused.
ENTRYPOINT ["vpcanvas"]
CMD ["serve", "--listen", "0.0.0.0:8080", "--data", "/data", "--public-url", "http://127.0.0.1:8080"]
