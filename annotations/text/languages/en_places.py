"""English names of countries, capitals, large cities and states: they are places, not people."""

from __future__ import annotations

from annotations.text.languages.base import phrases, words

ENGLISH_PLACES = phrases(
    """
    Afghanistan, Alabama, Alaska, Albania, Algeria, Angola, Ankara, Argentina, Arizona, Arkansas, Armenia, Athens,
    Australia, Austria, Azerbaijan, Baghdad, Bahrain, Bangladesh, Beijing, Beirut, Belarus, Belgium, Berlin,
    Bolivia, Bosnia, Boston, Brasilia, Brazil, Britain, Brussels, Budapest, Bulgaria, Cairo, California, Cambodia,
    Cameroon, Canada, Canberra, Chad, Chicago, Chile, China, Colombia, Colorado, Congo, Connecticut, Copenhagen,
    Croatia, Cuba, Cyprus, Damascus, Delaware, Delhi, Denmark, Doha, Dublin, Ecuador, Egypt, England, Eritrea,
    Estonia, Ethiopia, Finland, Florida, France, Gaza, Geneva, Georgia, Germany, Ghana, Greece, Guatemala, Haiti,
    Hanoi, Havana, Hawaii, Helsinki, Honduras, Hong Kong, Hungary, Iceland, Idaho, Idlib, Illinois, India,
    Indiana, Indonesia, Iowa, Iran, Iraq, Ireland, Islamabad, Israel, Istanbul, Italy, Jakarta, Jamaica, Japan,
    Jerusalem, Jordan, Kabul, Kansas, Kazakhstan, Kentucky, Kenya, Kiev, Kosovo, Kuwait, Kyiv, Kyrgyzstan, Laos,
    Las Vegas, Latvia, Lebanon, Liberia, Libya, Lima, Lisbon, Lithuania, London, Los Angeles, Louisiana,
    Luxembourg, Macedonia, Madrid, Maine, Malaysia, Mali, Malta, Manila, Maryland, Massachusetts, Mexico,
    Michigan, Minnesota, Minsk, Mississippi, Missouri, Moldova, Mongolia, Montana, Montenegro, Morocco, Moscow,
    Mozambique, Myanmar, Nairobi, Namibia, Nebraska, Nepal, Netherlands, Nevada, New Hampshire, New Jersey, New
    Mexico, New York, New Zealand, Nicaragua, Niger, Nigeria, North Carolina, North Dakota, North Korea, Norway,
    Ohio, Oklahoma, Oman, Oregon, Oslo, Ottawa, Pakistan, Palestine, Panama, Paraguay, Paris, Pennsylvania, Peru,
    Philippines, Poland, Portugal, Prague, Pyongyang, Qatar, Rhode Island, Riyadh, Romania, Rome, Russia, Rwanda,
    San Diego, San Francisco, Santiago, Saudi Arabia, Scotland, Senegal, Seoul, Serbia, Singapore, Slovakia,
    Slovenia, Sofia, Somalia, South Africa, South Carolina, South Dakota, South Korea, Spain, Sri Lanka,
    Stockholm, Sudan, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania, Tbilisi, Tehran, Tennessee, Texas,
    Thailand, Tokyo, Tripoli, Tunisia, Turkey, Turkmenistan, U.K., U.S., Uganda, Ukraine, United Kingdom, United
    States, Uruguay, Utah, Uzbekistan, Venezuela, Vermont, Vienna, Vietnam, Virginia, Wales, Warsaw, Washington,
    West Virginia, Wisconsin, Wyoming, Yemen, Zagreb, Zambia, Zimbabwe
    """
)

ENGLISH_ADJECTIVES = words(
    """
    afghan african albanian algerian american arab armenian asian australian austrian azerbaijani bangladeshi belarusian
    belgian bosnian brazilian british bulgarian canadian catholic chilean chinese christian colombian congolese croatian
    cuban czech danish democratic dutch eastern egyptian emirati english estonian ethiopian european finnish french
    georgian german greek hindu hungarian indian indonesian iranian iraqi irish islamic israeli italian japanese jewish
    jordanian kazakh kenyan korean kurdish kuwaiti latin latvian lebanese libyan lithuanian malaysian mexican moroccan
    muslim nigerian northern norwegian pakistani palestinian peruvian philippine polish portuguese presbyterian
    protestant qatari republican romanian russian saudi scottish serbian shiite slovak slovenian somali southern soviet
    spanish sudanese sunni swedish swiss syrian taiwanese thai tunisian turkish ukrainian venezuelan vietnamese welsh
    western yemeni
    """
)
