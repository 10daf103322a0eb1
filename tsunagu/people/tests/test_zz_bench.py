"""100k people by SQL-less bulk: keys made by rules."""
import random, time, pytest
from datetime import date, timedelta
from django.db import connection
from tests.cast import agency, elsewhere
from tsunagu.core.ids import uuid7
from tsunagu.core.actor import acting
from tsunagu.people.models import Person, SearchKey
from tsunagu.people.queries import find
from tsunagu.people.queries.finding import _ask
from tsunagu.people.rules.keys import keys_of, probe
from tsunagu.people.rules.profile import *
from tsunagu.people.rules.dates import Partial

@pytest.mark.django_db
def test_bench(agency):
    by=agency.system; r=random.Random(1)
    kf=["김","이","박","최","정","강","조","윤","장","임","남궁","황보"]; kw=[20,15,8,5,5,2,2,2,2,2,.1,.1]
    ks=list("민서지현수진영호준우은경숙자순덕말남미라태혁")
    jf=[("佐藤","サトウ"),("鈴木","スズキ"),("高橋","タカハシ"),("田中","タナカ"),("渡辺","ワタナベ"),("伊藤","イトウ"),("山本","ヤマモト"),("大豆生田","オオマミュウダ")]
    jg=[("華","ハナ"),("花子","ハナコ"),("正太郎","ショウタロウ"),("千尋","チヒロ"),("祥平","ショウヘイ"),("美咲","ミサキ")]
    ef=["Smith","Johnson","Garcia","Nguyen","Abernathy","Okafor","Whitfield"]; eg=["River","Noor","Maria","James","Ana","Li"]
    t=time.time(); people=[];keys=[]
    with connection.cursor() as c: pass
    N=30000
    for n in range(N):
        k=n%5
        if k<2: f=r.choices(kf,kw)[0]; g=r.choice(ks)+r.choice(ks); names=(NameDraft("hangul",f,g),)
        elif k<4:
            (a,b),(x,y)=r.choice(jf),r.choice(jg); x2=x+r.choice(["","","子","美"]); names=(NameDraft("kanji",a,x2),NameDraft("kana",b,y))
        else: names=(NameDraft("roman",r.choice(ef)+r.choice(["","son","-Lee"]),r.choice(eg)),)
        b=date(1925,1,1)+timedelta(days=r.randrange(36000))
        prof=Profile(names,Partial(b.year,b.month,b.day),identifiers=(IdentifierDraft("care_insurance",f"{r.randrange(10**10):010}"),),contact_points=(ContactDraft("phone",f"03-{r.randrange(10**4):04}-{r.randrange(10**4):04}"),))
        sh=shown_name(names)
        p=Person(organisation_id=by.organisation,born=b,born_precision="full",name=sh.name,reading=sh.reading,name_lang=sh.lang)
        people.append(p)
        keys+= [SearchKey(organisation_id=by.organisation,person=p,kind=q.kind,key=q.key,grams=None if q.grams is None else list(q.grams)) for q in keys_of(prof,"桜台")]
        if len(people)==5000:
            Person.objects.bulk_create(people); SearchKey.objects.bulk_create(keys,batch_size=5000); people=[];keys=[]
    __import__("django").db.connection.cursor().execute("analyze people_searchkey")if 0 else None
    print("load",time.time()-t, SearchKey.objects.count())
    with connection.cursor() as c: c.execute("select version()"); 
    import os
    from django.conf import settings
    for q in ["김","ㄱ","渡","わ","w","s","渡辺","김민","ㄱㅁㅅ","민서","순덕","花子","ハナコ","大豆生田","1941","19410308","S16.3.8","0000","桜台","渡辺 1941","김 1941","김 민서 1948","smith river 1950","whit","辺花","궁순","nobody here","ammar"]:
        ts=[]
        for _ in range(7):
            w=probe(q); t=time.perf_counter(); res=_ask(w,20); ts.append(time.perf_counter()-t)
        print(f"{q:14} {sorted(ts)[3]*1000:7.1f} ms max {max(ts)*1000:.1f}  {len(res)} {sorted(set(res.values()))}")
