# Two stages: what builds stays out of what runs.
FROM python:3.12-slim AS build
WORKDIR /src
# Exact versions, each with its hash; what builds the package is locked as well.
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/assistant && python -m venv /opt/build && \
    /opt/assistant/bin/pip install --no-cache-dir --require-hashes -r requirements.lock && \
    /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY knowledge knowledge
COPY consultations consultations
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . && \
    /opt/assistant/bin/pip install --no-index --no-deps /wheels/*.whl

FROM python:3.12-slim
RUN useradd --uid 10001 --create-home --home-dir /data assistant
COPY --from=build /opt/assistant /opt/assistant
USER 10001
WORKDIR /data
VOLUME /data
ENV PATH=/opt/assistant/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=2 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite+aiosqlite:////data/assistant.db \
    LISTEN=0.0.0.0 \
    LOG_FORMAT=json
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8080') + '/healthz', timeout=4)"]
ENTRYPOINT ["petites-villes"]
CMD ["run"]
