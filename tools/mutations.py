"""Lists small mistakes that could have been made in a module: ``<=`` for ``<``, ``or`` for ``and``, one too many."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# What may stand in place of a comparison: its edge moved, and its opposite.
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "bisect_right": "bisect_left"}
TRUTHS = (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to a module: ``code`` is the whole of it, changed; ``name`` is LINE.NUMBER, ``text`` that line."""

    name: str
    text: str
    before: str
    after: str
    code: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every change, from the first line to the last; those that leave the code as it was are left out."""
    tree = ast.parse(source)
    unchanged, lines = ast.unparse(tree), source.splitlines()
    places = [node for node in _executed(tree) if hasattr(node, "lineno")]
    numbers: dict[int, int] = {}
    for node in sorted(places, key=lambda node: (node.lineno, node.col_offset)):
        for other in _others(node):
            before, after, code = _changed(tree, node, other)
            if code == unchanged:
                continue
            numbers[node.lineno] = numbers.get(node.lineno, 0) + 1
            name, text = f"{node.lineno}.{numbers[node.lineno]}", lines[node.lineno - 1].strip()
            yield Mutant(name, text, before, after, code)


def _executed(node: ast.AST) -> Iterator[ast.expr | ast.stmt | ast.alias]:
    """Nodes that run when asked: no annotations, no decorators, nothing that only a type checker sees."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
                continue
            if isinstance(child, ast.expr | ast.stmt | ast.alias):
                yield child
            if isinstance(child, ast.AST):
                yield from _executed(child)


def _changed(tree: ast.Module, node: ast.AST, other: ast.AST) -> tuple[str, str, str]:
    """The node as it reads before and after, and the module with the other in its place; the tree stays as it was."""
    before, kept, kind = ast.unparse(node), dict(vars(node)), type(node)
    place = {name: kept[name] for name in ("lineno", "col_offset") if name in kept}
    vars(node).clear()
    vars(node).update(vars(other) | place)
    node.__class__ = type(other)
    after, code = ast.unparse(node), ast.unparse(tree)
    vars(node).clear()
    vars(node).update(kept)
    node.__class__ = kind
    return before, after, code


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in place of a node."""
    for kind, others in _KINDS.items():
        if isinstance(node, kind):
            yield from others(node)


def _with(node: ast.AST, **changed: object) -> ast.AST:
    """A copy with other fields; what is below it is shared."""
    other = copy.copy(node)
    for name, value in changed.items():
        setattr(other, name, value)
    return other


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for place, sign in enumerate(node.ops):
        for other in COMPARISONS[type(sign)]:
            yield _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])


def _both(node: ast.BoolOp) -> Iterator[ast.AST]:
    """The other connective, and each part left out."""
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for place in range(len(node.values)):
        rest = [*node.values[:place], *node.values[place + 1 :]]
        yield rest[0] if len(rest) == 1 else _with(node, values=rest)
    yield from (
        _with(node, values=[*node.values[:place], _not(value), *node.values[place + 1 :]])
        for place, value in enumerate(node.values)
        if isinstance(value, TRUTHS)
    )


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def _arithmetic(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in ARITHMETIC:
        yield _with(node, op=ARITHMETIC[type(node.op)]())


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def _name(node: ast.Name) -> Iterator[ast.AST]:
    if node.id in NAMES:
        yield _with(node, id=NAMES[node.id])


def _alias(node: ast.alias) -> Iterator[ast.AST]:
    if node.name == "bisect_right":
        yield _with(node, name=NAMES[node.name], asname=node.name)


def _call(node: ast.Call) -> Iterator[ast.AST]:
    """Sorted the other way or not at all; not turned round."""
    if isinstance(node.func, ast.Name) and node.func.id == "sorted":
        yield _with(node, keywords=[*node.keywords, ast.keyword("reverse", ast.Constant(value=True))])
        yield ast.Call(ast.Name("list"), node.args, [])
    if isinstance(node.func, ast.Name) and node.func.id == "reversed":
        yield ast.Call(ast.Name("list"), node.args, [])


def _slice(node: ast.Slice) -> Iterator[ast.AST]:
    yield from (_with(node, **{end: None}) for end in ("lower", "upper") if getattr(node, end) is not None)


def _test(node: ast.If | ast.IfExp | ast.While | ast.Assert) -> Iterator[ast.AST]:
    """A condition that is no comparison is turned into its opposite."""
    if isinstance(node.test, TRUTHS):
        yield _with(node, test=_not(node.test))


def _comprehension(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> Iterator[ast.AST]:
    """Each condition left out."""
    for place, part in enumerate(node.generators):
        for number in range(len(part.ifs)):
            other = _with(part, ifs=[*part.ifs[:number], *part.ifs[number + 1 :]])
            yield _with(node, generators=[*node.generators[:place], other, *node.generators[place + 1 :]])


def _leap(node: ast.Continue | ast.Break) -> Iterator[ast.AST]:
    yield ast.Break() if isinstance(node, ast.Continue) else ast.Continue()


def _not(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), node)


_KINDS: dict[type[ast.AST] | tuple[type[ast.AST], ...], Callable[..., Iterator[ast.AST]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _both,
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.Constant: _constant,
    ast.Name: _name,
    ast.alias: _alias,
    ast.Call: _call,
    ast.Slice: _slice,
    (ast.If, ast.IfExp, ast.While, ast.Assert): _test,
    (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp): _comprehension,
    (ast.Continue, ast.Break): _leap,
}
