# One image for every role: ROLES decides what a container does. Without DATABASE_URL it brings its own PostgreSQL, kept in /data.

FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY database/package.json database/
COPY admin-ui/package.json admin-ui/
COPY public-ui/package.json public-ui/
COPY e2e/package.json e2e/
COPY libs/api-client/package.json libs/api-client/
COPY libs/contract/package.json libs/contract/
COPY libs/domain/package.json libs/domain/
COPY libs/i18n/package.json libs/i18n/
COPY libs/testing/package.json libs/testing/
COPY libs/ui/package.json libs/ui/

FROM manifests AS build
RUN npm ci
COPY . .
RUN npm run build

# Only what the server imports: the browser applications are bundles by now, and the image has a Node of its own.
FROM manifests AS dependencies
RUN npm ci --omit=dev --workspace @clarion/server

FROM node:24-bookworm-slim
# For checks of the type PING; rights beyond a container's own are not needed.
RUN apt-get update && apt-get install -y --no-install-recommends iputils-ping && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/database/dist database/dist
COPY --from=build /app/libs/contract/dist libs/contract/dist
COPY --from=build /app/libs/domain/dist libs/domain/dist
COPY --from=build /app/libs/i18n/dist libs/i18n/dist
COPY --from=build /app/admin-ui/dist admin-ui/dist
COPY --from=build /app/public-ui/dist public-ui/dist
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=8", "server/dist/main.js"]
