FROM python:3.12-slim AS build
RUN python -m venv /opt/chamdiem
WORKDIR /src
COPY pyproject.toml constraints.txt ./
COPY criteria criteria
COPY scoring scoring
COPY conversations conversations
COPY exports exports
COPY bot bot
RUN /opt/chamdiem/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home chamdiem \
 && install -d -o chamdiem -g chamdiem -m 0700 /data /backups
COPY --from=build /opt/chamdiem /opt/chamdiem
ENV PATH=/opt/chamdiem/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    CHAMDIEM_DATA=/data \
    CHAMDIEM_HOST=0.0.0.0
USER chamdiem
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as r; r.build_opener(r.ProxyHandler({})).open('http://127.0.0.1:8080/health', timeout=4)"]
CMD ["chamdiem", "run"]
