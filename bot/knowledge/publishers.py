"""Who publishes the sources: official, press, opinion, or not to be cited."""

from collections.abc import Iterable, Mapping

from bot.knowledge.hosts import host_of
from bot.knowledge.models import Publisher


class Publishers:
    """The register of ``editeurs.yaml``, by host."""

    def __init__(self, listed: Iterable[Publisher]) -> None:
        self._by_host: Mapping[str, Publisher] = {one.host.lower(): one for one in listed}

    def __bool__(self) -> bool:
        return bool(self._by_host)

    def of(self, url: str) -> Publisher | None:
        """The publisher of a page: that of its host, or of the nearest host around it.

        Args:
            url: of the page; ``www.cerema.fr`` is ``cerema.fr`` unless it is listed itself.
        """
        parts = host_of(url).split(".")
        hosts = (".".join(parts[at:]) for at in range(len(parts)))
        return next((self._by_host[host] for host in hosts if host in self._by_host), None)

    def kind_of(self, url: str) -> str:
        """What the register says of a page; empty when it does not say."""
        found = self.of(url)
        return "" if found is None else found.kind
