"""Master data: what people keep a card of. A type is one frozen declaration in `types`.

Forms, lists, import, storage and checks read it, and none of them asks for a type's name. Field values travel in
stored form (`app.core.kinds`): text and links are "" when empty, numbers None, links are uids.
"""
