"""Words for one and the same datum, which a text chooses one of; other words of a kind may well mean two things."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

ALIKE: Final = (
    ("성명", "이름"),
    ("아이디", "ID"),
    ("비밀번호", "패스워드"),
    ("닉네임", "별명"),
    ("휴대전화번호", "휴대폰번호", "휴대폰 번호", "핸드폰 번호", "휴대전화", "휴대폰", "핸드폰", "이동전화번호"),
    ("이메일", "이메일 주소", "E-Mail 주소", "Email", "전자우편", "전자우편 주소", "메일 주소", "전자메일"),
    ("연계정보", "CI", "연계정보(CI)"),
    ("중복가입확인정보", "DI", "중복가입확인정보(DI)"),
    ("IP주소", "IP", "IP Address", "아이피 주소"),
    ("접속 기록", "접속로그"),
    ("기기 정보", "단말기 정보", "디바이스 정보"),
    ("광고식별자", "광고 ID", "광고 아이디", "ADID"),
    ("은행명", "계좌은행명"),
    ("예금주", "예금주명"),
    ("주민등록번호", "주민번호"),
    ("팩스번호", "팩스"),
)
"""Spaces, hyphens and letter case do not count."""

_UNSEEN: Final = dict.fromkeys(map(ord, " -·."))
_VAGUE: Final = ("정보", "서류", "자료", "내용", "내역", "기록", "사항", "항목", "데이터")


def meaning(word: str) -> int | None:
    """Return the number of the group of words that one belongs to, None if to none."""
    return _meanings().get(_bare(word))


def vague(word: str) -> bool:
    """Tell whether a word may stand for several items (``가입 정보``)."""
    return word.endswith(_VAGUE)


@cache
def _meanings() -> Mapping[str, int]:
    return {_bare(word): number for number, group in enumerate(ALIKE) for word in group}


def _bare(word: str) -> str:
    return word.translate(_UNSEEN).casefold()
