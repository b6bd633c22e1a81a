"""English: abbreviations, words that begin a sentence, and words that tell a caption from a byline."""

from __future__ import annotations

from annotations.text.languages.base import Breaks, LineWords, phrases, words

ENGLISH_BREAKS = Breaks(
    never=words(
        """
        Mr. Mrs. Ms. Messrs. Dr. Prof. Rev. Fr. Hon. Sen. Sens. Rep. Reps. Gov. Govs. Gen. Lt. Col. Maj. Capt. Cpl.
        Sgt. Cmdr. Adm. Brig. Pvt. Supt. Insp. Det. Amb. Pres. Treas. Asst. Assoc. Mt. Ft. vs. v. viz. cf. approx.
        e.g. i.e. Nos. pp. Yahoo! Jeopardy!
        """
    ),
    may_end=words(
        """
        a.m. p.m. A.M. P.M. U.S. U.K. U.N. E.U. U.S.A. D.C. B.C. A.D. Ph.D. M.D. Jr. Sr. Inc. Corp. Co. Ltd. Org.
        Bros. etc. al. St. Ave. Blvd. Rd. Calif. Mass. Conn. Fla. Ill. Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec.
        no. ft. in.
        """
    ),
    starters=words(
        """
        The A An This That These Those He She It They We You I His Her Its Their Our My There Here But And Or So Yet
        If When While Although Though However Meanwhile Moreover Instead Still Also Then Now After Before Since
        Because As In On At For From With Without By To Under During Until Nobody Everyone Everybody Someone Some Many
        Most Several Other Others Another Both Each Every All No Not None Only Just Even What Who Why How Where Which
        Whether Once Perhaps Maybe Today Yesterday Earlier Later
        """
    ),
    joined=words("U.S. U.K. U.N. E.U. D.C. Inc. Corp. Co. Ltd. Org."),
    joined_before=words(
        """
        Senator Senators Senate President Government Court Army Navy Air Marine Marines House Representative
        Representatives Congress Congressman Congresswoman Secretary Secretary-General Ambassador District Department
        State Attorney General Supreme Constitution Embassy Treasury Security Special Capitol Federal Justice Customs
        Census Forest Coast Central Rep Sen Gov Chairman Chairwoman CEO CFO Chief Director Vice Mayor Police Council
        Commission Commissioner Governor spokesman spokeswoman
        """
    ),
)

ENGLISH_LINES = LineWords(
    months=words(
        """
        january february march april may june july august september october november december jan feb mar apr jun jul
        aug sep sept oct nov dec
        """
    ),
    weekdays=words("monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"),
    bylines=phrases("By, BY, Written by, Story by, Words by, Interview by, Text by"),
    byline_labels=words("BYLINE Byline AUTHOR Author"),
    captions=phrases(
        """
        Image, Images, Photo, Photos, Picture, Photograph, File photo, FILE PHOTO, Photo credit, Credit, Caption,
        Video, Map, Graphic
        """
    ),
    published=phrases("published, updated, last updated, last modified, posted, first published"),
    boilerplate=phrases(
        """
        advertisement, advert, sponsored, sponsored content, story continues below, story continues below
        advertisement, article continues below, continue reading, continue reading the main story, read more, read the
        full story, read next, read also, see also, related, related articles, related stories, related topics,
        related news, more on this story, more from this author, more stories, most read, most popular, trending,
        recommended, comments, leave a comment, view comments, share, share this, share this article, share this
        story, share this page, share on facebook, share on twitter, tweet, print, print this page, email this
        article, subscribe, subscribe now, sign up, newsletter, all rights reserved, back to top, for immediate release,
        news release, press release, watch live
        """
    ),
    boilerplate_starts=phrases(
        """
        read more:, read more about, read also:, also read:, read next:, read:, see also:, related:, more on this:,
        watch:, click here to, click here for, sign up for our, sign up to our, sign up here, subscribe to our,
        subscribe here, follow us on, like us on, share this article, share this story, get our newsletter, download
        our app, download the app, copyright ©, copyright (c), copyright 1, copyright 2, ©, (c) 1, (c) 2, (reporting
        by, (additional reporting, (writing by, (editing by, additional reporting by, our standards:, this article was
        originally published, this story was originally published, this article first appeared, media contact, press
        contact, media enquiries, media inquiries, embargoed until
        """
    ),
    boilerplate_parts=phrases(
        """
        all rights reserved, ; editing by, ; writing by, contributed to this report, contributed to this story,
        contributed reporting
        """
    )
    | {"may not be published, broadcast, rewritten"},
)
