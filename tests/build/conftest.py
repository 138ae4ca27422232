"""One finished build for the tests of this folder; each gets a copy that it may change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.products.product import Drawn, Item
from tests.build.small import Project


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project as the first build leaves it; not to be changed."""
    project = Project(tmp_path_factory.mktemp("finished"))
    project.write()
    said = project.build()
    assert said.code == 0, said.err
    return project


@pytest.fixture
def project(finished: Project, tmp_path: Path) -> Iterator[Project]:
    """A copy of the finished project."""
    copy = Project(tmp_path / "project")
    shutil.copytree(finished.home, copy.home)
    yield copy
    shutil.rmtree(copy.home)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Project]:
    """A project without an output folder."""
    project = Project(tmp_path / "project")
    project.write()
    yield project
    shutil.rmtree(project.home)


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[Item]:
    """The sheets that are laid out from now on."""
    found: list[Item] = []
    real = Drawn.set_sheet

    def counted(self: Drawn, flyer, *arguments, **named):  # type: ignore[no-untyped-def]
        found.append(Item(self.name, flyer.language, flyer.city))
        return real(self, flyer, *arguments, **named)

    monkeypatch.setattr(Drawn, "set_sheet", counted)
    return found
