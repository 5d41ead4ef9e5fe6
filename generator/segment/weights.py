"""The weights of the search, each with its meaning. Scores are added; a larger sum is the better reading.

They were set by hand, and those of the articles then moved one by one on the marked and the composed pages of
`benchmarks/segmentation`; what pages not seen before gave is in docs/evaluation.md. Only their ratios matter.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """All weights of both searches."""

    # a line as headline or subhead
    t_short: float = 1.0
    """No longer than a headline line (34 characters)."""
    t_marked: float = 3.0
    """A Markdown heading or a bold line."""
    t_blank: float = 0.9
    """A blank line before it; the same after it."""
    t_off_column: float = 1.6
    """In a wrapped column, clearly longer or shorter than the column."""
    t_full: float = -2.69
    """In a wrapped column, exactly as wide as it."""
    t_stop: float = -7.0
    """A full stop or semicolon at its end or inside it."""
    t_comma: float = -1.3
    """A comma inside it."""
    t_ends_comma: float = -6.0
    """A comma at its end."""
    t_numbered: float = 4.5
    """Numbered as a part of a document, without a full stop; a third of it in a wrapped column."""
    t_colon: float = -3.0
    """A colon at the end of more than a kicker's length."""
    t_dash: float = 3.0
    """A dash at its end, as crossheads have that lead on."""
    t_phrases: float = 1.0
    """Phrases set apart by a space, without a comma."""
    t_page_top: float = 2.5
    """The first line of the page, with a blank line below it, or a question."""
    t_filled: float = -4.0
    """Of lines that fill their column as a paragraph does."""
    t_over_paragraph: float = 1.5
    """Short and without punctuation, directly above a paragraph that is one line."""
    t_before_soft: float = 2.0
    """Short and without punctuation, apart from what is above, and the next line opens as many a news item does."""
    t_before_end: float = 1.5
    """It ends without a stop, and nothing but furniture or the end of the page is below it."""
    t_pointer: float = 1.5
    """Without punctuation, and it points to another page."""
    t_unbalanced: float = -4.0
    """A quotation mark or bracket is opened and not closed, or the other way round."""
    t_sentences: float = -3.0
    """More than one question or exclamation."""
    t_unmarked: float = -2.0
    """Neither bold nor a heading, on a page that marks its headings."""
    t_document: float = 6.0
    """Worded as the title of a document (关于……的通知)."""
    t_row: float = -6.0
    """A row of a table: a day or an hour, and things set apart by spaces."""
    t_salutation: float = -9.0
    """Worded as a salutation (各位代表：)."""
    t_before_opening: float = 4.0
    """It ends without a stop and the next line opens a news item."""
    t_isolated: float = 2.5
    """In a wrapped column, one line alone between blank lines, without a stop."""
    t_last_line: float = -2.24
    """Directly below a full line of running text that is open: more likely the last line of that paragraph."""
    t_after_comma: float = -4.0
    """Directly below a line that ends in a comma, on a page that sets blank lines between its items."""
    t_tiny: float = -4.0
    """Two or three characters directly below an open line of a column."""
    t_below_byline: float = -3.0
    """As wide as its column, below the byline that stands below a headline: there the text begins."""
    t_indent: float = -1.8
    """Indented like the paragraphs of the page."""
    t_long: float = -4.0
    """Longer than 46 characters."""

    # a line as running text
    p_stop: float = 1.5
    """A full stop inside or at its end."""
    p_question: float = 0.5
    """A question or exclamation mark, but no full stop."""
    p_numbered: float = -4.0
    """Numbered, and yet taken for the middle of a paragraph."""
    p_comma: float = 0.9
    """A comma inside or at its end."""
    p_says: float = 9.0
    """It breaks off before what somebody said (某某表示)."""
    p_long: float = 2.5
    """Longer than a headline line."""
    p_phrases: float = -2.0
    """Phrases set apart by a space, without any punctuation."""
    p_full: float = 0.66
    """As wide as its column."""
    p_overfull: float = -1.5
    """Wider than its column, and open: no running text is."""
    p_opening: float = 4.0
    """Opens a news item."""
    p_lone_short: float = -1.2
    """Short, between blank lines, without any punctuation; twice that where lines are whole paragraphs."""
    p_first_line: float = 1.68
    """As wide as its column less an indent, and open: the first line of a paragraph."""

    n_tiny: float = -3.0
    """A new paragraph of a few characters and a stop."""
    n_after_jump: float = -2.0
    """A new paragraph without an opening, directly below the jump to another page."""
    n_tail: float = -4.0
    """A new paragraph that begins with a particle (了, 的) or a mark."""
    n_unindented: float = -3.0
    """A new paragraph without an indent, on a page that indents its paragraphs."""

    # from line to line
    join_open: float = 1.5
    """Running text goes on where the sentence was open."""
    join_blank: float = 0.5
    """The same across a blank line, where lines are whole paragraphs."""
    join_short: float = -2.4
    """The same although the line before leaves much of its column empty."""
    break_open: float = -1.8
    """A new paragraph although the sentence was open."""
    join_seen: float = 3.0
    """… and the words across the join stand elsewhere on the page as one."""
    unspaced: float = -1.2
    """Text directly below a headline, without a blank line and without an opening."""
    interrupt: float = -2.0
    """A headline or caption although the sentence was open."""
    resume: float = 0.5
    """An open sentence goes on after an interruption."""
    join_closed: float = -0.4
    """Running text goes on in the same paragraph after a full stop."""
    join_closed_blank: float = -2.1
    """The same across a blank line, an indent or a short last line."""
    break_full: float = -0.7
    """A new paragraph without indent or blank line after a full line."""
    t_after_t: float = 1.5
    """A second headline line."""

    # articles
    similar: float = 9.0
    """Headline and body share their words: times the share of the headline's bigrams found in the body."""
    similar_base: float = -1.4
    """A headline taken for a body must share something with it."""
    start: float = -1.0
    """Every article but the first: fewer articles are likelier than more."""
    kicker_colon: float = 3.0
    """A short line ending in a colon begins a headline."""
    people_before_title: float = -0.1
    """An article begins with its reporters, above the headline."""
    after_attendance: float = 3.7
    """An article begins below the sentence that tells who else was there."""
    recolumn: float = 1.5
    """An article begins where the text below stands in a column of another width."""
    credit_again: float = -2.0
    """A second credit after that which closed the article, directly above more text."""
    caption_leans: float = 3.0
    """An article begins with a caption: times the share of its words found below it more than above it."""
    attends: float = -6.0
    """An article begins with the line that tells who else was there."""
    people_tied: float = 2.0
    """An article begins with its reporters, directly above a headline and apart from what is above."""
    before_people: float = 1.0
    """A headline directly above the names of its reporters."""
    people_below_title: float = -3.0
    """An article begins with its reporters, directly below a headline."""
    people_unmarked: float = -0.4
    """… or above the text, without the sign that marks the head of an item."""
    pictured: float = 0.7
    """A short text directly above a photographer's credit is the caption, and not of the body."""
    rubric: float = 1.8
    """An article begins with the standing name of a column (……时评)."""
    parallel: float = 1.6
    """A subhead that is built like another one of the same article."""
    wide_gap: float = 2.2
    """An article begins after more blank lines than is usual on the page; a third of it for a single one."""
    opening_starts: float = 2.73
    """An article begins with an opening."""
    opening_inside: float = -9.0
    """An opening inside an article."""
    soft_opening: float = 1.3
    """An article begins as many a news item does (近日, 5月16日)."""
    scene: float = 2.0
    """An article begins with a scene (清晨6点, 金秋时节)."""
    caption_begins: float = 1.0
    """An article begins with its picture's caption, directly above the headline."""
    note_begins: float = -6.0
    """An article begins with a note (编后：, 附件：), an answer to a letter, or after a colon."""
    subhead_two: float = -0.5
    """An unmarked subhead of two phrases or two lines, as headlines are."""
    lone_subhead: float = -1.8
    """An article with a single subhead that is neither marked nor numbered."""
    refers: float = 1.4
    """A headline with nothing below it but a pointer to another page; twice that against a subhead there."""
    jump_below_title: float = 6.0
    """上接某版 directly below a headline goes on with it."""
    tight: float = -2.5
    """An article begins without a blank line, on a page that sets one between its items."""
    before_jump: float = 2.5
    """A headline directly above 上接某版 is that of what is continued there."""
    after_furniture: float = 1.75
    """An article begins after furniture of the page."""
    unsigned: float = -2.5
    """An article without opening, byline and credit, on a page that signs; 19 of 20 there have one."""
    lost_headline: float = -3.48
    """An article without a headline."""
    lost_after_jump: float = 0.1
    """The same for the continuation of another page's article."""
    no_body: float = -1.32
    """A headline without a body."""
    bare_start: float = -2.01
    """An article begins with neither headline nor opening."""
    split_plain: float = -1.2
    """A new article between two ordinary paragraphs."""
    after_close: float = -2.44
    """More text after the closing credit or the jump to another page."""
    headline_after: float = -0.8
    """A headline below its body, on a page where that is not the habit."""
    elsewhere: float = -8.4
    """A headline that points to another page, taken for that of a body above or below it."""
    headline_again: float = -3.0
    """More headline below a body that has one above it, which is then a slogan of the page."""
    slogan_again: float = -1.0
    """The same where the one above has nothing to do with the text and stands at the top of the page."""
    headline_middle: float = -0.9
    """A headline inside its body."""
    headline_interrupts: float = 1.8
    """… where it interrupts a sentence, or an article continued from another page."""
    headline_apart: float = -4.0
    """More headline below, after a caption or the like."""
    subhead: float = -0.4
    """A short line taken for a subhead."""
    subhead_above: float = 3.24
    """… times the share of its words found in the text above it;"""
    subhead_below: float = 8.4
    """in the text below it;"""
    subhead_tie: float = 4.0
    """how like each other those texts are, beyond the usual;"""
    subhead_cohesion: float = 24.0
    """and how well the next paragraph goes on."""
    subhead_twice: float = -2.0
    """A subhead directly below another one, unless it is numbered."""
    subhead_long: float = -0.3
    """… for each character beyond 18, unless it is marked."""
    headline_unmarked: float = -0.95
    """A headline that is no Markdown heading, on a page whose headlines are."""
    mixed_marks: float = -1.5
    """A headline of which one line is bold or a heading and the next is not, or the other way round."""
    dashed: float = 3.0
    """More of a headline that begins with a dash, as subtitles do."""
    headline_hash: float = 1.5
    """A first-level Markdown heading taken for a headline."""
    stray: float = -3.28
    """A short line that is neither headline nor subhead: a caption without a credit."""
    stray_above: float = 1.5
    """… with blank lines around it, above another title."""
    stray_two: float = -1.5
    """… of two lines."""
    text_stray: float = -3.0
    """A text of one line that is not of the article: the same."""
    like_caption: float = 5.0
    """… worded as what a picture shows: times how likely that is."""
    subhead_marked: float = 1.7
    """… that is bold or numbered, or ends in a dash."""
    subhead_unmarked: float = -1.8
    """… that is not marked, on a page that marks its subheads."""
    subhead_hash: float = -1.4
    """… that is a first-level Markdown heading."""
    numbering_broken: float = -5.0
    """An article ends between number n and n+1 of the same style."""
    goes_on: float = -3.0
    """The first paragraph of an article is worded as none is (会议指出, 同时)."""
    cohesion: float = 15.2
    """Two neighbouring paragraphs share words: against a cut between them, times the share above the page's average."""


WEIGHTS = Weights()
